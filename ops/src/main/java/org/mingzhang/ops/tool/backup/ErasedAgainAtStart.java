package org.mingzhang.ops.tool.backup;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Applies the list of erasures at every start, whatever was done to the database meanwhile, before anybody reads it. */
@Component
final class ErasedAgainAtStart implements BeanPostProcessor, Ordered {

    private final Path data;
    private final AtomicBoolean done = new AtomicBoolean();

    ErasedAgainAtStart(Environment environment) {
        this.data = Path.of(environment.getProperty("mingzhang.data", ".mingzhang"));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source && done.compareAndSet(false, true)) {
            new ErasureList(data).applyTo(source);
        }
        return bean;
    }

    /** After a backup was brought back, before a rehearsal empties the views. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 1;
    }
}
