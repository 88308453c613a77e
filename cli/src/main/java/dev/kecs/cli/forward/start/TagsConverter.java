package dev.kecs.cli.forward.start;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `Environment=dev,Component=worker`.
final class TagsConverter implements ITypeConverter<Map<String, String>> {

    @Override
    public Map<String, String> convert(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String one : text.split(",", -1)) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException(
                        "'" + one + "' is not of the form KEY=VALUE, such as Environment=dev,Component=worker");
            }
            String key = one.substring(0, equals);
            if (tags.put(key, one.substring(equals + 1)) != null) {
                throw new TypeConversionException("tag '" + key + "' is given twice");
            }
        }
        return tags;
    }
}
