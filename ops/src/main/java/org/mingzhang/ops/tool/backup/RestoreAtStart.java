package org.mingzhang.ops.tool.backup;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.mingzhang.ops.database.DatabaseOwner;
import org.springframework.beans.factory.ObjectProvider;
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

    private final ObjectProvider<DatabaseOwner> owner;

    RestoreAtStart(Environment environment, ObjectProvider<DatabaseOwner> owner) {
        this.owner = owner;
        this.file = Path.of(environment.getRequiredProperty("mingzhang.restore"));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source && done.compareAndSet(false, true)) {
            var known = owner.getIfAvailable();
            new Restore(file).into(known == null ? source : known.source());
        }
        return bean;
    }

    /** After the migrations, before what was erased since is erased again. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 2;
    }
}
