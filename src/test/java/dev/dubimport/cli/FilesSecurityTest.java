package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else can read, change or redirect what is written: docs/security.md. */
class FilesSecurityTest {
    private static final String SALES = """
            externalId,amount,paymentProcessor,invoiceId
            cus_1,1250,stripe,INV-1
            guest-1,1,stripe,INV-2
            """;

    @TempDir
    Path folder;

    private Session session;
    private Path file;

    @BeforeEach
    void open() {
        session = new Session(folder);
        file = session.file("sales.csv", SALES);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void nobodyElseReadsWhatIsWritten() throws IOException {
        Path rejects = folder.resolve("rejects.csv");
        session.importing(file);
        session.importing(file, "--rejects", rejects.toString());

        assertThat(mode(session.dataFolder())).isEqualTo("rwx------");
        assertThat(mode(rejects)).isEqualTo("rw-------");
    }

    @Test
    void inAFolderThatOthersReadTheFilesAreStillPrivate() throws IOException {
        Files.createDirectory(
                session.dataFolder(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        session.importing(file);

        assertThat(mode(session.dataFolder().resolve("ledger.mv.db"))).isEqualTo("rw-------");
        assertThat(mode(session.dataFolder().resolve("lock"))).isEqualTo("rw-------");
        try (Stream<Path> rejects = Files.list(session.dataFolder().resolve("rejects"))) {
            assertThat(rejects)
                    .hasSize(1)
                    .allSatisfy(path -> assertThat(mode(path)).isEqualTo("rw-------"));
        }
    }

    @Test
    void aFolderThatEverybodyMayChangeIsRefused() throws IOException {
        Files.createDirectory(session.dataFolder());
        Files.setPosixFilePermissions(session.dataFolder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        Said said = session.importing(file);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("can be written by every user").contains("chmod 700");
        assertThat(session.calls()).isZero();
    }

    @Test
    void aLinkInThePlaceOfTheRejectsIsReplacedNotFollowed() throws IOException {
        Path victim = session.file("victim.txt", "precious");
        session.importing(file);
        Path rejects = session.dataFolder().resolve("rejects");
        Path planted =
                Files.createSymbolicLink(rejects.resolve("run-2-sales.csv"), folder.resolve("made-by-a-link.txt"));

        session.importing(file);

        assertThat(Files.isSymbolicLink(planted)).isFalse();
        assertThat(planted).content().contains("guest-1");
        assertThat(folder.resolve("made-by-a-link.txt")).doesNotExist();
        assertThat(victim).hasContent("precious");
    }

    @Test
    void aLinkToSomethingElseIsNoPlaceForRejects() throws IOException {
        Path victim = session.file("victim.txt", "precious");
        Path link = Files.createSymbolicLink(folder.resolve("rejects.csv"), victim);

        Said said = session.importing(file, "--rejects", link.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(victim).hasContent("precious");
        assertThat(session.calls()).isZero();
    }

    @Test
    void noTemporaryFileIsLeftBehind() throws IOException {
        session.importing(file, "--rejects", folder.resolve("rejects.csv").toString());

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::getFileName).map(String::valueOf)).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void theSandboxAnswersThisMachineOnly() throws IOException {
        Optional<InetAddress> outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(outer.isPresent(), "skipped: no address but loopback");

        assertThatThrownBy(() -> connect(outer.get())).isInstanceOf(ConnectException.class);
        assertThat(session.run("sandbox", "--help").out()).doesNotContain("--host", "--bind");
    }

    private void connect(InetAddress address) throws IOException {
        new Socket(address, session.sandbox().baseUrl().getPort()).close();
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
