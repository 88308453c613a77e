package dev.kecs.api.http;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.awsjson.AwsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A refusal in the shape that the clients of another service understand.
///
/// @param call what was asked
/// @param absence why nobody answers
record ServiceError(ServiceCall call, OtherServices.Absence absence) {
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_OF_A_FORM = 16 * 1024;

    /// Clients try again after a 503, and do not after a 501.
    int status() {
        return absence.lasting() ? NOT_IMPLEMENTED : UNAVAILABLE;
    }

    void send(HttpExchange exchange) throws IOException {
        ServiceCall named = call.shape() == ServiceCall.Shape.XML
                ? call.withForm(exchange.getRequestBody().readNBytes(MOST_OF_A_FORM))
                : call;
        String id = UUID.randomUUID().toString();
        String message = named.service() + " " + named.operation() + ": " + absence.why();
        String text = switch (call.shape()) {
            case JSON -> json(message);
            case XML ->
                "<ErrorResponse><Error><Type>Receiver</Type><Code>" + code() + "</Code><Message>" + escaped(message)
                        + "</Message></Error><RequestId>" + id + "</RequestId></ErrorResponse>";
            case S3 ->
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code() + "</Code><Message>"
                        + escaped(message) + "</Message><RequestId>" + id + "</RequestId></Error>";
        };
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        call.shape() == ServiceCall.Shape.JSON ? "application/x-amz-json-1.1" : "application/xml");
        exchange.getResponseHeaders().set("x-amzn-RequestId", id);
        exchange.getResponseHeaders().set("x-amzn-ErrorType", code());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private String code() {
        return absence.lasting() ? "NotImplemented" : "ServiceUnavailable";
    }

    private String json(String message) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("__type", code());
        members.put("message", message);
        return new AwsJson().write(members);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
