package org.mingzhang.ops.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.mingzhang.ops.FreshInstallation;
import org.mingzhang.ops.Mingzhang;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A test on the program as a visitor starts it, in the middle of the demo college's campaign; tests so marked share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Mingzhang.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DemoCollegeInABrowser.Visited.class)
public @interface DemoCollegeInABrowser {

    /** Fills the fresh installation with the demo college. */
    final class Visited extends FreshInstallation {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            super.initialize(context);
            TestPropertyValues.of("mingzhang.demo-college=true", "mingzhang.demo-small=true")
                    .applyTo(context);
        }
    }
}
