package org.mingzhang.command.org;

/**
 * 激活: the person proved who he or she is and chose a password.
 *
 * @param passwordHash kept beside the ledger, never in it
 */
public record Activate(String college, String staffNo, String passwordHash, String by) implements AccountCommand {

    @Override
    public String toString() {
        return "Activate[" + staffNo + "]";
    }
}
