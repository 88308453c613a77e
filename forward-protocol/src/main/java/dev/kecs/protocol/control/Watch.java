package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks the same as [Resolve], for ever.
///
/// @param watch an id that the caller chooses, unique on its connection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Watch(
        String watch,
        Target target,
        @Nullable Integer targetPort,
        @Nullable Transport protocol,
        @Nullable Boolean ingress) {
    public Watch {
        Objects.requireNonNull(watch, "watch");
        Objects.requireNonNull(target, "target");
        Resolve.refuseNoPort(targetPort);
    }

    public static Watch of(String watch, Resolve question) {
        return new Watch(watch, question.target(), question.targetPort(), question.protocol(), question.ingress());
    }

    @JsonIgnore
    public Resolve question() {
        return new Resolve(target, targetPort, protocol, ingress);
    }
}
