package dev.kecs.protocol.paths;

/// The name of an instance: `[a-z0-9][a-z0-9-]{0,31}`.
public record InstanceName(String value) {
    public static final InstanceName DEFAULT = new InstanceName("default");
    private static final int LONGEST = 32;

    public InstanceName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("'" + value + "' is no name for an instance: use 1 to " + LONGEST
                    + " of a-z, 0-9 and '-', beginning with a letter or digit");
        }
    }

    private static boolean isLegal(String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
