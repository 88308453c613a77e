package dev.kecs.forwardconfig;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Position;
import dev.kecs.config.Section;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.Transport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the ports of one forward after another: `localPort` and `targetPort`, or a list of pairs. Used by one thread.
final class PortReader {
    private static final Pattern PAIR = Pattern.compile("(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");
    private static final int HIGHEST = 65_535;

    private final Mistakes mistakes;
    /// By number and protocol, since TCP's and UDP's ports are two; what is not said counts as TCP.
    private final Map<String, Position> local = new HashMap<>();

    PortReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    List<PortPair> read(Section entry) {
        OptionalInt localPort = entry.number("localPort", 0, HIGHEST);
        OptionalInt targetPort = entry.number("targetPort", 1, HIGHEST);
        Optional<String> protocol = entry.oneOf("protocol", List.of("tcp", "udp"));
        List<Text> pairs = entry.texts("ports");
        if (entry.has("ports")) {
            for (String single : List.of("localPort", "targetPort", "protocol")) {
                if (entry.has(single)) {
                    mistakes.add(entry.at(single), single + " does not go with ports");
                }
            }
            if (pairs.isEmpty()) {
                mistakes.add(entry.at("ports"), "ports is empty");
            }
            List<PortPair> read = new ArrayList<>();
            pairs.forEach(pair -> pair(pair).ifPresent(read::add));
            return read;
        }
        localPort.ifPresent(port -> once(port, protocol.orElse(null), entry.at("localPort")));
        return List.of(new PortPair(boxed(localPort), boxed(targetPort), transport(protocol.orElse(null))));
    }

    private Optional<PortPair> pair(Text given) {
        Matcher form = PAIR.matcher(given.text());
        if (!form.matches()) {
            mistakes.add(
                    given.at(),
                    "'" + given.text() + "' is not of the form LOCAL:TARGET, such as \"8081:80\" or \"5353:53/udp\"");
            return Optional.empty();
        }
        int from = Integer.parseInt(form.group(1));
        int to = Integer.parseInt(form.group(2));
        if (from > HIGHEST || to > HIGHEST || to == 0) {
            mistakes.add(given.at(), "'" + given.text() + "': ports go up to " + HIGHEST + ", target ports begin at 1");
            return Optional.empty();
        }
        once(from, form.group(3), given.at());
        return Optional.of(new PortPair(from, to, transport(form.group(3))));
    }

    private static @Nullable Transport transport(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return word.equals("udp") ? Transport.UDP : Transport.TCP;
    }

    private void once(int port, @Nullable String protocol, Position at) {
        Position first =
                port == 0 ? null : local.putIfAbsent(port + (Objects.equals(protocol, "udp") ? "/udp" : ""), at);
        if (first != null) {
            mistakes.add(at, "local port " + port + " is taken by line " + first.line());
        }
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
