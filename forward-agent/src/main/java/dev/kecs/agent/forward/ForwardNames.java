package dev.kecs.agent.forward;

import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Target;
import java.util.Set;

/// Names of forwards: they are part of file names, so only harmless characters are taken.
final class ForwardNames {
    /// File names have 255 bytes at most on Linux and macOS, and the suffix of a rotated log needs some.
    private static final int LONGEST = 240;
    /// Leaves room for what is added to it.
    private static final int LONGEST_CHOSEN = 230;

    private ForwardNames() {}

    static String check(String name, Set<String> taken) throws RpcException {
        if (name.isEmpty()
                || name.length() > LONGEST
                || !name.chars().allMatch(ForwardNames::isHarmless)
                || name.charAt(0) == '.'
                || name.equals("agent")) {
            throw new RpcException(
                    ErrorCode.USAGE,
                    "'" + name + "' is no name for a forward: use letters, digits, '-', '_' and '.', and not 'agent'");
        }
        if (taken.contains(name)) {
            throw new RpcException(
                    ErrorCode.CONFLICT,
                    "there is a forward named '" + name + "' already",
                    "kecs port-forward stop " + name);
        }
        return name;
    }

    /// The beginning of the target's own name, with `-2`, `-3` where it is taken.
    static String choose(Target target, Set<String> taken) {
        String wish = switch (target) {
            case Target.OfService it -> lastPart(it.service());
            case Target.OfTask it -> lastPart(it.task());
            case Target.OfTags it ->
                it.tags().values().stream().sorted().findFirst().orElse("tags");
        };
        StringBuilder harmless = new StringBuilder();
        wish.chars().limit(LONGEST_CHOSEN).forEach(c -> harmless.append(isHarmless(c) ? (char) c : '-'));
        String first = harmless.isEmpty()
                        || harmless.charAt(0) == '.'
                        || harmless.toString().equals("agent")
                ? "forward-" + harmless
                : harmless.toString();
        String name = first;
        for (int i = 2; taken.contains(name); i++) {
            name = first + "-" + i;
        }
        return name;
    }

    private static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    private static boolean isHarmless(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
    }
}
