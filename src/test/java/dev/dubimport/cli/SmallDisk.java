package dev.dubimport.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk of few kilobytes in memory, mounted on a folder. Only root may do that: the test is skipped for others. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int kilobytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + kilobytes + "k", "tmpfs", folder.toString()),
                "skipped: only root may mount a small disk");
        return new SmallDisk(folder);
    }

    void remount(String option) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount," + option, folder.toString())) {
            throw new IOException("cannot remount " + folder + " with " + option);
        }
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        Path filler = folder.resolve("filler");
        Files.createFile(filler);
        byte[] page = new byte[4_096];
        while (Files.getFileStore(folder).getUsableSpace() >= page.length) {
            Files.write(filler, page, StandardOpenOption.APPEND);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
