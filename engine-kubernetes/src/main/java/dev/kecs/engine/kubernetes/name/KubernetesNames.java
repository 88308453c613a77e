package dev.kecs.engine.kubernetes.name;

import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Legal Kubernetes names for whatever ECS allows (source: "Object Names and IDs" and "Labels and Selectors" in the
/// Kubernetes documentation). A name that is legal already is kept; any other is made legal and ends with eight
/// digits of its SHA-256, so that two names that look alike afterwards stay apart.
public final class KubernetesNames {
    /// KECS's own names begin with it; an ECS service of such a name gets a derived one.
    private static final String OWN = "kecs-";

    private static final int LONGEST = 63;
    private static final int LONGEST_STEM = 50;
    private static final int DIGITS = 8;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    private KubernetesNames() {}

    /// A container's or volume's name: an RFC 1123 label.
    public static String label(String name) {
        return LABEL.matcher(name).matches() ? name : stem(name, "x") + "-" + digits(name);
    }

    /// What a service is called inside its cluster, by DNS too: an RFC 1035 label.
    public static String service(ServiceArn service) {
        String name = service.name();
        boolean keep = SERVICE.matcher(name).matches() && !name.startsWith(OWN);
        return keep ? name : letterFirst(stem(name, "s")) + "-" + digits(name);
    }

    /// A label's value.
    public static String value(String text) {
        return LABEL_VALUE.matcher(text).matches() ? text : stem(text, "x") + "-" + digits(text);
    }

    public static String pod(TaskArn task) {
        return OWN + "task-" + task.id();
    }

    /// What leads to one port of a task.
    public static String port(TaskPort port) {
        return pod(port.task()) + "-" + port.protocol() + "-" + port.containerPort();
    }

    /// Legal, readable and short, but several names may share it: to be followed by [#digits].
    public static String stem(String name, String otherwise) {
        String legal = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = legal.substring(0, Math.min(legal.length(), LONGEST_STEM)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? otherwise : cut;
    }

    /// Eight hexadecimal digits that tell the whole name apart from others.
    public static String digits(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /// At most 63 characters, of which the last are [#digits] of all parts.
    public static String joined(String first, String second, String third, String whole) {
        String readable = stem(first, "x") + "-" + stem(second, "x") + "-" + stem(third, "x");
        String cut = readable.substring(0, Math.min(readable.length(), LONGEST - DIGITS - 1));
        return cut.replaceAll("-+$", "") + "-" + digits(whole);
    }

    private static String letterFirst(String stem) {
        return Character.isDigit(stem.charAt(0)) ? "s" + stem : stem;
    }
}
