package dev.kecs.session.message;

/// What messages are called in their headers.
public final class MessageType {
    /// From the client, with data.
    public static final String INPUT = "input_stream_data";

    /// To the client, with data.
    public static final String OUTPUT = "output_stream_data";

    public static final String ACKNOWLEDGE = "acknowledge";
    public static final String CLOSED = "channel_closed";

    private MessageType() {}
}
