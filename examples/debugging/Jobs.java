import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The same in Java, run from its source.
public final class Jobs {
    private int done;

    void step() {
        done++;
        System.out.println("step " + done);
    }

    public static void main(String[] arguments) {
        Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(new Jobs()::step, 0, 1, TimeUnit.SECONDS);
    }
}
