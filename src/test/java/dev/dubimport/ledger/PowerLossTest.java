package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Loss of power, as far as it can be played: of what the database wrote since it last asked for the disk, any part may be
 * missing, in any order, and a write may be torn.
 */
class PowerLossTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final int GROUPS = 40;
    private static final int GROUP = 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void register() {
        FilePath.register(new PowerLoss());
    }

    @Test
    void everyAcknowledgedClaimIsThereAfterAnyLossOfPower() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            int lostAfter = 1 + random.nextInt(GROUPS);
            Set<String> acknowledged = claimUntilPowerIsLost(round, lostAfter, random);

            for (int variant = 0; variant < 8; variant++) {
                String story =
                        "seed " + seed + ", round " + round + ", variant " + variant + ", after group " + lostAfter;
                Path survivor = Files.createDirectory(folder.resolve("survivor-" + round + "-" + variant));
                PowerLoss.writeSurvivor(disk(round), survivor.resolve("ledger.mv.db"), random, variant);

                assertThat(invoiceIds(survivor, acknowledged)).as(story).containsAll(acknowledged);
            }
        }
    }

    /** The play itself: without a sync the same loss takes claims, or the whole database. */
    @Test
    void withoutTheSyncClaimsWouldBeLost() throws IOException {
        PowerLoss.ignoreSyncs(true);
        try {
            Set<String> acknowledged = claimUntilPowerIsLost(99, GROUPS, new Random(1));
            Path survivor = Files.createDirectory(folder.resolve("survivor"));
            PowerLoss.writeSurvivor(disk(99), survivor.resolve("ledger.mv.db"), new Random(1), 0);

            assertThat(Files.size(survivor.resolve("ledger.mv.db"))).isZero();
            assertThat(acknowledged).hasSize(GROUPS * GROUP);
        } finally {
            PowerLoss.ignoreSyncs(false);
        }
    }

    private Set<String> claimUntilPowerIsLost(int round, int lostAfter, Random random) {
        Set<String> acknowledged = new HashSet<>();
        JdbcConnectionPool database = open("power:" + disk(round));
        Ledger ledger = Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
        Books books = ledger.books(ACME);
        long run = ledger.begin(ACME, "/sales.csv", "hash", "recipe").id();
        Instant claimedAt = Instant.EPOCH;
        List<Settlement> settled = new ArrayList<>();
        for (long group = 1; group <= lostAfter; group++) {
            List<Claim> claims = new ArrayList<>();
            for (int sale = 0; sale < GROUP; sale++) {
                claims.add(claim("INV-" + group + "-" + sale, run, group * GROUP + sale));
            }
            Instant settledClaims = claimedAt;
            claimedAt = books.claim(claims);
            claims.forEach(claim -> acknowledged.add(claim.sale().invoiceId()));
            // What follows a claim is not synced: the loss may strike in the middle of it.
            books.settle(settledClaims, settled);
            ledger.reject(run, group * GROUP, List.of(reject(run, group * GROUP)));
            settled = claims.stream()
                    .filter(claim -> random.nextBoolean())
                    .map(claim ->
                            new Settlement(claim.sale().invoiceId(), Outcome.RECORDED, Optional.empty(), List.of()))
                    .toList();
        }
        PowerLoss.cut(disk(round));
        database.dispose();
        return acknowledged;
    }

    private static Set<String> invoiceIds(Path folder, Set<String> wanted) {
        JdbcConnectionPool database = open(folder.resolve("ledger").toString());
        try {
            Ledger ledger = Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
            return ledger.books(ACME).find(wanted).keySet();
        } finally {
            database.dispose();
        }
    }

    private static JdbcConnectionPool open(String path) {
        return JdbcConnectionPool.create("jdbc:h2:" + path + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0", "", "");
    }

    private String disk(int round) {
        return folder.resolve("disk-" + round).resolve("ledger").toString();
    }

    private static Claim claim(String invoiceId, long run, long line) {
        Sale sale = Sales.paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(run, line), Optional.empty(), Claim.Doubt.NONE);
    }

    private static Reject reject(long run, long line) {
        return new Reject(new RowKey(run, line), new Finding(Outcome.INVALID, "code", "message"), List.of("a", "b"));
    }
}
