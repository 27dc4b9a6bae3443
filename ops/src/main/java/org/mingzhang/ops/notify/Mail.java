package org.mingzhang.ops.notify;

import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.List;
import org.mingzhang.query.Language;
import org.mingzhang.query.notice.Notices;
import org.mingzhang.query.notice.Notices.Notice;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * 邮件: one letter a notice. Addresses follow from the staff number by a pattern, so that none need be collected. What people
 * typed stays in the house; who wants to know logs in.
 */
final class Mail implements Channel {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Letters that share one connection. */
    private static final int IN_ONE_GO = 50;

    private final JavaMailSender sender;
    private final String from;
    private final String to;
    private final String address;
    private final Notices notices;

    /**
     * A way to write letters.
     *
     * @param to pattern with {@code {staffNo}}
     * @param address where people log in; empty if it is not to be told
     */
    Mail(JavaMailSender sender, String from, String to, String address, Notices notices) {
        this.sender = sender;
        this.from = from;
        this.to = to;
        this.address = address;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public Sent send(List<Notice> waiting) throws Unreachable {
        var letters = waiting.stream()
                .limit(IN_ONE_GO)
                .map(notice -> letter(notice.withoutTypedWords()))
                .toList();
        try {
            sender.send(letters.toArray(SimpleMailMessage[]::new));
            return new Sent(letters.size(), 0);
        } catch (MailSendException failed) {
            return upToTheFault(letters, failed);
        } catch (MailException failed) {
            throw new Unreachable("mail server: " + failed.getMessage(), failed);
        }
    }

    private SimpleMailMessage letter(Notice notice) {
        var letter = new SimpleMailMessage();
        letter.setFrom(from);
        letter.setTo(to.replace("{staffNo}", notice.staffNo()));
        letter.setSubject("【明账】" + notices.title(notice, Language.CHINESE));
        letter.setText(notices.text(notice, Language.CHINESE) + "\n\n登录查看详情 " + address + "\n本邮件由系统自动发出，请勿回复。\n");
        return letter;
    }

    /** An address nobody has is passed over; where the server itself failed, the rest waits. */
    private static Sent upToTheFault(List<SimpleMailMessage> letters, MailSendException failed) throws Unreachable {
        int refused = 0;
        for (int i = 0; i < letters.size(); i++) {
            var fault = failed.getFailedMessages().get(letters.get(i));
            if (fault instanceof SendFailedException) {
                refused++;
            } else if (fault != null) {
                if (i == 0) {
                    throw new Unreachable("mail server: " + fault.getMessage(), failed);
                }
                return new Sent(i, refused);
            }
        }
        return new Sent(letters.size(), refused);
    }
}
