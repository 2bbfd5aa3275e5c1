package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Copies the ledger for other processes while this one has it open: only the database itself can, for a file that is written
 * to is torn when somebody else reads it. What a copy holds is the ledger as it was at one moment.
 */
public final class Copyist implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Copyist.class);
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Path folder;
    private final JdbcTemplate ledger;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::keepLooking, "copyist");

    private Copyist(Path folder, DataSource ledger) {
        this.folder = folder;
        this.ledger = new JdbcTemplate(ledger);
    }

    /** Looks for requests in the data folder from now on, in a thread of its own. */
    public static Copyist start(DataFolder folder, DataSource ledger) {
        Copyist copyist = new Copyist(folder.path(), ledger);
        copyist.thread.setDaemon(true);
        copyist.thread.start();
        return copyist;
    }

    private void keepLooking() {
        try {
            do {
                look();
            } while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The import goes on, whatever comes of a copy. */
    private void look() {
        try {
            for (CopyFiles files : CopyFiles.in(folder)) {
                answer(files);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("requests for a copy of the ledger cannot be found", e);
        }
    }

    /** One that cannot be answered, such as another user's, must not keep the others from their copies. */
    private void answer(CopyFiles files) {
        try {
            if (!files.areAwaited()) {
                files.delete();
            } else if (!files.areAnswered()) {
                copy(files);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("a request for a copy of the ledger cannot be answered", e);
        }
    }

    private void copy(CopyFiles files) throws IOException {
        try {
            Files.deleteIfExists(files.part());
            Disk.createPrivate(files.part());
            ledger.update("backup to ?", files.part().toString());
            Files.move(files.part(), files.copy(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | DataAccessException e) {
            // The room that it took is what the import may need.
            Files.deleteIfExists(files.part());
            Files.writeString(files.failed(), String.valueOf(e.getMessage()));
        }
    }

    /** Ends after the copy that is being made: to interrupt a thread that reads the ledger would close its file. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
