package org.mingzhang.ops;

import java.util.List;
import org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.mingzhang.ops.tool.verify.Verify;
import org.mingzhang.ops.tool.witness.WitnessProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** 明账: one program out of the law and the view. */
@SpringBootApplication(
        scanBasePackages = "org.mingzhang",
        // the two sides name the same concept by the same word
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        exclude = {AxonDbSchedulerAutoConfiguration.class, UpdateCheckerAutoConfiguration.class})
@AutoConfigurationPackage(basePackages = "org.mingzhang")
@ConfigurationPropertiesScan
public class Mingzhang {

    static {
        // the framework's update checker calls home; an installation of a college does not
        System.setProperty("axoniq.update-checker.disabled", "true");
    }

    /** Starts the program; ends with status 1 and one sentence if it cannot. */
    public static void main(String[] arguments) {
        var words = List.of(arguments);
        var further = words.subList(Math.min(1, words.size()), words.size());
        switch (words.isEmpty() ? "" : words.get(0)) {
            case "verify" -> System.exit(Verify.run(further, System.out, System.err));
            case "witness" -> System.exit(WitnessProgram.run(further, System.out, System.err));
            default -> start(arguments);
        }
    }

    private static void start(String[] arguments) {
        try {
            SpringApplication.run(Mingzhang.class, arguments);
        } catch (RuntimeException reported) {
            System.exit(1);
        }
    }
}
