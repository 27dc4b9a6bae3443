package org.mingzhang.ops;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator in one sentence why the program did not start, where the operator can mend it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Sentences implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        var sentence = sentenceFor(failure);
        if (sentence != null) {
            System.err.println(sentence.sentence());
        }
        return sentence != null;
    }

    static @Nullable CannotStart sentenceFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return known;
            }
            if (cause instanceof PortInUseException port) {
                return portInUse(port.getPort());
            }
            if (cause instanceof SQLException sql && unreachable(sql.getSQLState())) {
                return databaseUnreachable(sql);
            }
        }
        return null;
    }

    /** The port is taken by another program. */
    public static CannotStart portInUse(int port) {
        return new CannotStart(
                "端口 " + port + " 已被其他程序占用；请关闭该程序，或用 MINGZHANG_PORT=<端口号> 换一个端口。",
                "Port " + port
                        + " is in use by another program; stop it or choose another with MINGZHANG_PORT=<port>.");
    }

    private static boolean unreachable(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("28")
                        || state.startsWith("3D")
                        || state.startsWith("57P"));
    }

    private static CannotStart databaseUnreachable(SQLException sql) {
        var said = String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
        return new CannotStart(
                "无法连接数据库（" + said + "）；请检查 SPRING_DATASOURCE_URL、SPRING_DATASOURCE_USERNAME、SPRING_DATASOURCE_PASSWORD"
                        + " 以及数据库服务是否已启动。",
                "The database cannot be reached (" + said
                        + "); check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME,"
                        + " SPRING_DATASOURCE_PASSWORD and that the server is running.",
                sql);
    }
}
