/// The same in Java, run from its source.
public final class Jobs {
    private int done;

    void step() {
        done++;
        System.out.println("step " + done);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Jobs jobs = new Jobs();
        while (true) {
            jobs.step();
            Thread.sleep(1000);
        }
    }
}
