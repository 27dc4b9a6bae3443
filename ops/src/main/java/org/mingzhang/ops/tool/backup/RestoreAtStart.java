package org.mingzhang.ops.tool.backup;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Restores as soon as the database is migrated, before anybody reads it; asked for by {@code mingzhang.restore}. */
@Component
@ConditionalOnProperty("mingzhang.restore")
final class RestoreAtStart implements BeanPostProcessor, Ordered {

    private final Path file;
    private final AtomicBoolean done = new AtomicBoolean();

    RestoreAtStart(Environment environment) {
        this.file = Path.of(environment.getRequiredProperty("mingzhang.restore"));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source && done.compareAndSet(false, true)) {
            new Restore(file).into(source);
        }
        return bean;
    }

    /** After the migrations, before what was erased since is erased again. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 2;
    }
}
