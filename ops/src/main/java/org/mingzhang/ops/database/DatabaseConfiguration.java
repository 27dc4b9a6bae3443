package org.mingzhang.ops.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.mingzhang.ops.Sentences;
import org.mingzhang.ops.Settings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The data directory, and the embedded server unless {@code SPRING_DATASOURCE_URL} names another. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DataDirectory dataDirectory(Settings settings, @Value("${server.port:8080}") int port) {
        var directory = DataDirectory.open(settings.data());
        mustBeFree(port);
        return directory;
    }

    // said before anything is started for nothing; the web server itself would find out last
    private static void mustBeFree(int port) {
        if (port <= 0) {
            return;
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw Sentences.portInUse(port);
        }
    }

    /** The embedded server; the pool of connections depends on it and is therefore closed before it. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoServerNamed.class)
    static class Embedded {

        @Bean
        EmbeddedServer embeddedServer(DataDirectory directory, Settings settings) {
            return EmbeddedServer.start(directory.resolve("postgresql"), settings.programs());
        }

        @Bean
        JdbcConnectionDetails embeddedConnection(EmbeddedServer server) {
            return new JdbcConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return server.url();
                }

                @Override
                public String getUsername() {
                    return EmbeddedServer.PROGRAM;
                }

                @Override
                public String getPassword() {
                    return server.programsPassword();
                }
            };
        }

        @Bean
        DatabaseOwner databaseOwner(EmbeddedServer server) {
            return new DatabaseOwner(server.url(), server.user(), server.password(), EmbeddedServer.PROGRAM);
        }
    }

    /** The owner of the tables on a server of one's own, if another than the program's user was named. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${mingzhang.owner.username:}'.isBlank() and !'${spring.datasource.url:}'.isBlank()")
    static class Named {

        @Bean
        DatabaseOwner databaseOwner(
                @Value("${spring.datasource.url}") String url,
                @Value("${spring.datasource.username}") String program,
                @Value("${mingzhang.owner.username}") String user,
                @Value("${mingzhang.owner.password:}") String password) {
            return new DatabaseOwner(url, user, password, program);
        }
    }

    /** No database server of one's own was named. */
    static class NoServerNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
        }
    }
}
