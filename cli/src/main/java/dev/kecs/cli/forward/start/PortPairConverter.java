package dev.kecs.cli.forward.start;

import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.Transport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `8081:80`, `0:53/udp`.
final class PortPairConverter implements ITypeConverter<PortPair> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");

    @Override
    public PortPair convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not of the form LOCAL:TARGET, such as 8081:80, 0:80 or 5353:53/udp");
        }
        Transport protocol = null;
        if (form.group(3) != null) {
            protocol = form.group(3).equals("udp") ? Transport.UDP : Transport.TCP;
        }
        try {
            return new PortPair(Integer.valueOf(form.group(1)), Integer.valueOf(form.group(2)), protocol);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'" + text + "': " + wrong.getMessage());
        }
    }
}
