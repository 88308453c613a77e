package dev.kecs.acceptance.forward;

import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The agent's heap, told by the JDK's `jcmd`.
final class AgentHeap {
    /// As in `tenured generation   total 4096K, used 1920K [0x…`.
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private AgentHeap() {}

    /// Bytes in use after a collection of what is not used any more.
    static long used(Program agent) throws IOException, InterruptedException {
        // Twice: what a cleaner lets go of the first time is collected the second time.
        jcmd(agent, "GC.run");
        jcmd(agent, "GC.run");
        String told = jcmd(agent, "GC.heap_info");
        Matcher parts = USED.matcher(told);
        long kilobytes = 0;
        while (parts.find()) {
            kilobytes += Long.parseLong(parts.group(1));
        }
        if (kilobytes == 0) {
            throw new IOException("jcmd told no heap: " + told);
        }
        return kilobytes * 1024;
    }

    private static String jcmd(Program agent, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(agent.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + agent.pid() + " " + command + ": " + told);
        }
        return told;
    }
}
