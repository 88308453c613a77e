package dev.kecs.cli.forward.start;

import java.net.InetAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Takes literal addresses alone, and leaves them as they are written. Stateless.
final class AddressConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            InetAddress.ofLiteral(text);
            return text;
        } catch (IllegalArgumentException name) {
            throw new TypeConversionException("'" + text + "' is no literal address such as 127.0.0.1 or ::1");
        }
    }
}
