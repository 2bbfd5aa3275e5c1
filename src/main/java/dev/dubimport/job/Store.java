package dev.dubimport.job;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.ledger.Copyist;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Tidemark;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * The database that holds ledger and job repository, opened. Who imports by it must hold the lock of its folder, or have taken
 * the {@link dev.dubimport.ledger.Turn}, because a run that is found unfinished is taken for dead.
 */
public final class Store implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HikariDataSource pool;
    private final Optional<Copyist> copyist;

    private Store(ConfigurableApplicationContext context, HikariDataSource pool, Optional<Copyist> copyist) {
        this.context = context;
        this.pool = pool;
        this.copyist = copyist;
    }

    /** Opens a database that no tidemark is kept of. */
    public static Store open(Database database, Clock clock) {
        return open(database, clock, Tidemark.NONE, pool -> Optional.empty());
    }

    /**
     * Opens the database in that folder, and makes its tables where there are none. While it is open, it is copied for whoever
     * asks for a backup.
     */
    public static Store open(DataFolder folder, Clock clock) {
        return open(
                Database.h2(folder.databaseUrl()),
                clock,
                folder.ledgerFile().tidemark(),
                pool -> Optional.of(Copyist.start(folder, pool)));
    }

    private static Store open(
            Database database, Clock clock, Tidemark tidemark, Function<DataSource, Optional<Copyist>> copyist) {
        HikariDataSource pool = database.pool();
        try {
            ConfigurableApplicationContext context = context(pool, clock, tidemark);
            return new Store(context, pool, copyist.apply(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext context(DataSource pool, Clock clock, Tidemark tidemark) {
        return new SpringApplicationBuilder(StoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .environment(new OwnSettings(Map.of(
                        "spring.batch.jdbc.initialize-schema", "never",
                        // Runs have numbers of their own: the default, serializable, only makes two processes fail each
                        // other.
                        "spring.batch.jdbc.isolation-level-for-create", "read_committed")))
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("clock", clock);
                    starting.getBeanFactory().registerSingleton("tidemark", tidemark);
                    starting.getBeanFactory().registerSingleton("database", onDemand(pool));
                })
                .run();
    }

    /**
     * Connections that are taken from the pool when the first statement needs them: the framework's transaction around a chunk
     * would otherwise hold one, idle, while sales are sent.
     */
    private static DataSource onDemand(DataSource pool) {
        LazyConnectionDataSourceProxy onDemand = new LazyConnectionDataSourceProxy();
        onDemand.setTargetDataSource(pool);
        onDemand.setDefaultAutoCommit(true);
        onDemand.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return onDemand;
    }

    /** A database that is gone with the process, for a rehearsal. */
    public static Store openInMemory(Clock clock) {
        return open(
                Database.h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"), clock);
    }

    public Ledger ledger() {
        return bean(Ledger.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        copyist.ifPresent(Copyist::close);
        context.close();
        pool.close();
    }
}
