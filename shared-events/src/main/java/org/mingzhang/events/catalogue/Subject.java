package org.mingzhang.events.catalogue;

import java.util.List;

/**
 * 个人信息主体: whose personal values a row holds. They are sealed under the key of this person.
 *
 * @param kind what the person is known as: {@code student}, {@code staff} …; the table's name where the row names nobody
 * @param fields the fields whose values together name the person, at least one; the business key where the row names nobody
 */
public record Subject(String kind, List<String> fields) {

    public Subject {
        fields = List.copyOf(fields);
    }
}
