package dev.dubimport.job;

import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Tidemark;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Ledger and job repository, in one database. Only what a command line needs is configured: it must start fast. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceTransactionManagerAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
class StoreConfiguration {

    @Bean
    Ledger ledger(DataSource database, PlatformTransactionManager transactions, Clock clock, Tidemark tidemark) {
        return Ledger.open(database, transactions, clock, tidemark);
    }

    /** The default writes Java's own serialisation into the database. */
    @Bean
    ExecutionContextSerializer executionContextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }
}
