/**
 * 规则语言: the language in which an edition states what must hold and how figures are computed: its grammar, its types, its
 * meaning over rows in memory. It knows no table by itself; an edition tells it what may be named.
 */
@NullMarked
package org.mingzhang.events.rule;

import org.jspecify.annotations.NullMarked;
