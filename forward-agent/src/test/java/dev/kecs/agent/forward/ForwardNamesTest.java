package dev.kecs.agent.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Target;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardNamesTest {
    private static final Target WEB = new Target.OfService("demo", "web");

    @Test
    void theTargetsOwnNameIsTakenWithTheFirstFreeNumber() {
        assertThat(ForwardNames.choose(WEB, Set.of())).isEqualTo("web");
        assertThat(ForwardNames.choose(WEB, Set.of("web"))).isEqualTo("web-2");
        assertThat(ForwardNames.choose(WEB, Set.of("web", "web-2", "web-4"))).isEqualTo("web-3");
    }

    @Test
    void arnsAndTagsBecomeNamesOfFiles() {
        assertThat(ForwardNames.choose(
                        new Target.OfService("demo", "arn:aws:ecs:eu-west-1:000000000000:service/demo/web"), Set.of()))
                .isEqualTo("web");
        assertThat(ForwardNames.choose(new Target.OfTags("demo", Map.of("team", "b o/x", "z", "zz"), false), Set.of()))
                .isEqualTo("b-o-x");
        assertThat(ForwardNames.choose(new Target.OfService("demo", "agent"), Set.of()))
                .isEqualTo("forward-agent");
        assertThat(ForwardNames.choose(new Target.OfService("demo", ".hidden"), Set.of()))
                .isEqualTo("forward-.hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", ".x", "a b", "agent", "ä", "a\nb"})
    void aNameThatIsNoNameOfAFileIsRefused(String name) {
        RpcException error = catchThrowableOfType(RpcException.class, () -> ForwardNames.check(name, Set.of()));
        assertThat(error.code()).isEqualTo(ErrorCode.USAGE);
        assertThat(error).hasMessageContaining("'" + name + "'");
    }

    @Test
    void aNameLeavesRoomForTheSuffixOfItsLog() throws RpcException {
        String longest = "x".repeat(240);
        assertThat(ForwardNames.check(longest, Set.of())).isEqualTo(longest);
        assertThat(catchThrowableOfType(RpcException.class, () -> ForwardNames.check(longest + "x", Set.of())))
                .hasMessageContaining("is no name for a forward");
    }

    @Test
    void aTakenNameIsAConflict() {
        RpcException error = catchThrowableOfType(RpcException.class, () -> ForwardNames.check("web", Set.of("web")));
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error.hint()).isEqualTo("kecs port-forward stop web");
    }
}
