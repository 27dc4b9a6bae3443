package org.mingzhang.command.org;

import java.util.Locale;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Credentials;

/** 密码要求: a guessable password must never write history. */
final class PasswordStrength {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private PasswordStrength() {}

    /** Refuses a password that is short, of one kind of character, or holds the staff number or the identity number's end. */
    static void require(String password, Credentials.Credential person, Credentials credentials) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST
                || length > LONGEST
                || kinds(password) < 2
                || password.toUpperCase(Locale.ROOT).contains(person.staffNo().toUpperCase(Locale.ROOT))
                || holdsIdentityTail(password, person, credentials)) {
            throw new Refusal(Rule.PASSWORD_TOO_WEAK);
        }
    }

    private static int kinds(String password) {
        var kinds = 0;
        kinds += password.codePoints().anyMatch(Character::isUpperCase) ? 1 : 0;
        kinds += password.codePoints().anyMatch(Character::isLowerCase) ? 1 : 0;
        kinds += password.codePoints().anyMatch(Character::isDigit) ? 1 : 0;
        kinds += password.codePoints().anyMatch(PasswordStrength::isOther) ? 1 : 0;
        return kinds;
    }

    private static boolean isOther(int character) {
        return !Character.isUpperCase(character) && !Character.isLowerCase(character) && !Character.isDigit(character);
    }

    private static boolean holdsIdentityTail(String password, Credentials.Credential person, Credentials credentials) {
        for (var start = 0; start + 6 <= password.length(); start++) {
            if (credentials.endsIdentityNumber(person, password.substring(start, start + 6))) {
                return true;
            }
        }
        return false;
    }
}
