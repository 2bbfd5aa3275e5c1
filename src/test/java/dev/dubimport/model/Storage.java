package dev.dubimport.model;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A real database in memory that outlives the played processes, and lets their fate strike around each commit. */
final class Storage implements DataSource, AutoCloseable {
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
    private Fate fate = new Fate(Ending.NONE);

    /** From now on the connections are those of that process. */
    void serve(Fate process) {
        fate = process;
    }

    @Override
    public Connection getConnection() throws SQLException {
        fate.ensureAlive();
        return watched(pool.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() {
        pool.dispose();
    }

    private Connection watched(Connection connection) {
        Work[] work = {Work.OTHER};
        return (Connection) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        fate.ensureAlive();
                        work[0] = work[0].with((String) arguments[0]);
                    }
                    boolean commits = method.getName().equals("commit");
                    if (commits) {
                        visit(work[0].before);
                    }
                    Object result;
                    try {
                        result = method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (commits) {
                        visit(work[0].after);
                    }
                    return result;
                });
    }

    private void visit(Optional<Point> point) throws SQLException {
        if (point.isPresent()) {
            fate.visitCommit(point.get());
        }
    }

    /** What a transaction is about, as its statements tell. */
    private enum Work {
        OTHER(Optional.empty(), Optional.empty()),
        CLAIM(Optional.of(Point.BEFORE_CLAIM), Optional.of(Point.AFTER_CLAIM)),
        SETTLE(Optional.of(Point.BEFORE_SETTLE), Optional.of(Point.AFTER_SETTLE)),
        RELEASE(Optional.of(Point.BEFORE_RELEASE), Optional.of(Point.AFTER_RELEASE)),
        CHUNK(Optional.of(Point.BEFORE_CHUNK), Optional.of(Point.AFTER_CHUNK)),
        END(Optional.of(Point.BEFORE_END), Optional.of(Point.AFTER_END));

        private final Optional<Point> before;
        private final Optional<Point> after;

        Work(Optional<Point> before, Optional<Point> after) {
            this.before = before;
            this.after = after;
        }

        Work with(String sql) {
            if (sql.startsWith("insert into entry") || sql.contains("outcome = null")) {
                return CLAIM;
            }
            if (sql.startsWith("update entry set outcome = ?")) {
                return SETTLE;
            }
            if (sql.startsWith("delete from entry") || sql.startsWith("update entry set fingerprint")) {
                return RELEASE;
            }
            if (sql.startsWith("delete from reject")) {
                return CHUNK;
            }
            return sql.startsWith("update played_job") ? END : this;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing of " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
