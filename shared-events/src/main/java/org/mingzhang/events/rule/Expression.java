package org.mingzhang.events.rule;

/**
 * 表达式: a sentence of the rule language.
 *
 * @param text as written in the edition
 */
public record Expression(String text) {}
