package dev.kecs.acceptance.product;

/// The harness for a person: an instance in a home of its own, until Enter is pressed.
///
/// `mvn -q -pl acceptance test-compile exec:java -Dexec.classpathScope=test
/// -Dexec.mainClass=dev.kecs.acceptance.product.Main`
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try (Kecs kecs = Kecs.started("")) {
            System.out.println("export KECS_HOME=" + kecs.home().directory() + " KECS_INSTANCE="
                    + kecs.directory().getFileName() + " AWS_ENDPOINT_URL=" + kecs.endpoint());
            System.out.println("Press Enter to stop and delete it.");
            int _ = System.in.read();
        }
    }
}
