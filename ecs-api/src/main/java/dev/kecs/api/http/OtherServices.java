package dev.kecs.api.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/// Answers for AWS's other services, S3 and SQS for example, so that one endpoint serves all. Called by many threads,
/// which it may keep waiting.
public interface OtherServices {
    /// There is nobody to answer.
    ///
    /// @param lasting whether it will be so until somebody does something; otherwise a client may try again
    /// @param why a sentence: what is missing, and what to do
    record Absence(boolean lasting, String why) {}

    /// Whether requests that bear no sign of any service are answered too: anonymous ones to S3.
    boolean answerUnsigned();

    /// Answers the request and closes the exchange, whatever the request's size.
    ///
    /// @param service as it is called in a credential scope: `s3`, `sqs`
    /// @return empty when it is answered; otherwise nothing has been sent and the exchange is open
    /// @throws IOException when it broke off in the middle: the connection must be cut
    Optional<Absence> serve(String service, HttpExchange exchange) throws IOException;
}
