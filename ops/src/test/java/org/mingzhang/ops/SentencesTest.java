package org.mingzhang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

/** What the operator is told when the program cannot start. */
class SentencesTest {

    @Test
    void sayWhichPortIsInUseAndHowToChooseAnother() {
        assertThat(told(new IllegalStateException(new PortInUseException(8080))))
                .contains("端口 8080 已被其他程序占用", "MINGZHANG_PORT", "Port 8080 is in use");
    }

    @Test
    void sayThatTheDatabaseCannotBeReachedAndWhatToCheck() {
        assertThat(told(new IllegalStateException(new SQLException("Connection refused", "08001"))))
                .contains("无法连接数据库", "Connection refused", "SPRING_DATASOURCE_URL");
    }

    @Test
    void repeatWhatAPartOfTheProgramHasAlreadyPutIntoWords() {
        assertThat(told(new IllegalStateException(new CannotStart("不行", "It will not do"))))
                .isEqualTo("不行\nIt will not do");
    }

    @Test
    void leaveADefectToTheLog() {
        assertThat(Sentences.sentenceFor(new IllegalStateException("a defect"))).isNull();
    }

    private static String told(Throwable failure) {
        var sentence = Sentences.sentenceFor(failure);
        assertThat(sentence).isNotNull();
        return sentence.sentence();
    }
}
