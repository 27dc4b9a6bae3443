package org.mingzhang.ops.notify;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.notice.Notices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Which ways out of the house there are: none unless the operator says so, and none in a drill. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.Operator.class)
class DeliverySettings {

    /**
     * What the operator says.
     *
     * @param mailHost SMTP server; empty for no mail
     * @param mailUser empty where the server asks for none
     * @param mailTo pattern of an address with {@code {staffNo}}
     * @param mailTls whether the server must offer STARTTLS
     * @param robot address of a group's robot; empty for none
     * @param robotPause time between two messages of the robot
     * @param address where people log in, for letters to say
     */
    @ConfigurationProperties("mingzhang.notices")
    record Operator(
            @DefaultValue("") String mailHost,
            @DefaultValue("25") int mailPort,
            @DefaultValue("") String mailUser,
            @DefaultValue("") String mailPassword,
            @DefaultValue("") String mailFrom,
            @DefaultValue("") String mailTo,
            @DefaultValue("true") boolean mailTls,
            @DefaultValue("") String robot,
            @DefaultValue("PT1M") Duration robotPause,
            @DefaultValue("") String address) {}

    @Bean
    Deliveries deliveries(
            Operator said,
            DeliveryTable table,
            Notices notices,
            ViewPositions views,
            WriteGate gate,
            Clock clock,
            @Value("${mingzhang.drill:false}") boolean drill) {
        var channels = new ArrayList<Channel>();
        if (!said.mailHost().isEmpty() && !drill) {
            channels.add(mail(said, notices));
        }
        if (!said.robot().isEmpty() && !drill) {
            channels.add(new Robot(URI.create(said.robot()), said.robotPause(), notices));
        }
        return new Deliveries(channels, table, notices, views, gate, clock);
    }

    private static Mail mail(Operator said, Notices notices) {
        if (!said.mailTo().contains("{staffNo}") || said.mailFrom().isEmpty()) {
            throw new IllegalStateException("启用邮件须设置 MINGZHANG_MAIL_FROM 和含 {staffNo} 的 MINGZHANG_MAIL_TO。"
                    + " Mail needs MINGZHANG_MAIL_FROM, and MINGZHANG_MAIL_TO with {staffNo} in it.");
        }
        var sender = new JavaMailSenderImpl();
        sender.setHost(said.mailHost());
        sender.setPort(said.mailPort());
        sender.setDefaultEncoding("UTF-8");
        var how = sender.getJavaMailProperties();
        how.setProperty("mail.smtp.connectiontimeout", "10000");
        how.setProperty("mail.smtp.timeout", "20000");
        how.setProperty("mail.smtp.writetimeout", "20000");
        how.setProperty("mail.smtp.starttls.enable", "true");
        how.setProperty("mail.smtp.starttls.required", Boolean.toString(said.mailTls()));
        if (!said.mailUser().isEmpty()) {
            sender.setUsername(said.mailUser());
            sender.setPassword(said.mailPassword());
            how.setProperty("mail.smtp.auth", "true");
        }
        return new Mail(sender, said.mailFrom(), said.mailTo(), said.address(), notices);
    }
}
