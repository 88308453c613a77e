package dev.kecs.cli.instance;

import tools.jackson.databind.JsonNode;

/// The URL of an instance's API, as its server tells it.
///
/// @param url such as `http://localhost:8080`
public record Endpoint(String url) {

    /// @param status what `server.status` answers
    public static Endpoint of(JsonNode status) {
        String address = status.path("apiAddress").asString("127.0.0.1");
        String host = switch (address) {
            case "127.0.0.1", "0.0.0.0", "::1", "::", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:0" -> "localhost";
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
        return new Endpoint("http://" + host + ":" + status.path("apiPort").asInt());
    }

    /// The line that makes the AWS CLI and SDKs use the instance.
    public String export() {
        return "export AWS_ENDPOINT_URL=" + url;
    }
}
