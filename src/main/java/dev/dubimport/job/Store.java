package dev.dubimport.job;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Tidemark;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
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

    private Store(ConfigurableApplicationContext context, HikariDataSource pool) {
        this.context = context;
        this.pool = pool;
    }

    /** Opens a database that no tidemark is kept of. */
    public static Store open(Database database, Clock clock) {
        return open(database, clock, Tidemark.NONE);
    }

    /**
     * Opens the database, and makes its tables where there are none.
     *
     * @param tidemark rises with every claim
     */
    public static Store open(Database database, Clock clock, Tidemark tidemark) {
        HikariDataSource pool = database.pool();
        try {
            return new Store(context(pool, clock, tidemark), pool);
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
        context.close();
        pool.close();
    }
}
