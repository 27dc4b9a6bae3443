package org.mingzhang.events.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 语法与类型: an expression that means nothing is refused with its place. */
class RefusingAnExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            age >                                   |  6 | 表达式不完整
            age > 1)                                |  8 | 读不懂 )
            age # 1                                 |  5 | 读不懂 # 1
            age > 1 age                             |  9 | 读不懂 age
            name = 'open                            |  8 | 读不懂 'open
            hight > 1                               |  1 | 表 person 没有字段 hight
            this.hight > 1                          |  6 | 表 person 没有字段 hight
            prev.hight > 1                          |  6 | 表 person 没有字段 hight
            mark.points > 1                         |  1 | 此处没有表 mark 的行
            count(marks) > 1                        |  7 | 没有表 marks
            sum(mark) > 1                           |  1 | sum 须指明字段
            sum(mark.subject) > 1                   |  1 | 只能汇总数，不能汇总文本
            sum(mark.hight) > 1                     | 10 | 表 mark 没有字段 hight
            count(mark where points) > 1            | 18 | 应为真假，实为数
            lookup(mark.points, no = this.no) = 1   | 21 | mark.no 不是完整的业务主键
            lookup(person.age, name = this.no) = 1  | 20 | person.name 不是完整的业务主键
            lookup(person.age, no = 1) = 1          | 25 | 文本与数不能比较
            list_all_in(age, person.no)             | 13 | 应为文本，实为数
            param.most > 1                          |  1 | 没有参数 most
            ind.most > 1                            |  1 | 没有指标 most
            length(name) = 1                        |  1 | 没有函数 length
            len(name, 2) = 1                        |  1 | 函数 len 需要 1 个参数
            len(age) = 1                            |  5 | 应为文本，实为数
            coalesce(age, name) = 1                 | 15 | 数与文本不能比较
            age = '1'                               |  7 | 数与文本不能比较
            born = '2000-01-01'                     |  8 | 日期与文本不能比较
            age in (1, '2')                         | 12 | 数与文本不能比较
            age between 1 and born                  | 19 | 数与日期不能比较
            age and true                            |  1 | 应为真假，实为数
            not age                                 |  5 | 应为真假，实为数
            if age then true                        |  4 | 应为真假，实为数
            name + 1                                |  1 | 应为数，实为文本
            -name                                   |  2 | 应为数，实为文本
            kind = '3'                              |  8 | 代码 3 不在该字段的代码表中
            '3' != kind                             |  1 | 代码 3 不在该字段的代码表中
            kind in ('1','3')                       | 14 | 代码 3 不在该字段的代码表中
            lookup(person.kind, no = this.no) = '3' | 37 | 代码 3 不在该字段的代码表中
            age + 1                                 |  1 | 应得到真假，实为数
            """)
    void namesPlaceAndReason(String text, int at, String reason) {
        var refused = catchThrowableOfType(
                ExpressionRefused.class, () -> Expression.read(text, "person", SmallSchema.SCHEMA, Type.TRUTH));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.zh()).isEqualTo(reason);
        assertThat(refused.at()).isEqualTo(at);
        assertThat(refused.en()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"10000", "70"})
    void refusesWhatIsNestedTooDeeply(int depth) {
        var text = "(".repeat(depth) + "true" + ")".repeat(depth);
        var refused = catchThrowableOfType(
                ExpressionRefused.class, () -> Expression.read(text, "person", SmallSchema.SCHEMA));
        assertThat(refused.zh()).isEqualTo("括号嵌套过深");
    }
}
