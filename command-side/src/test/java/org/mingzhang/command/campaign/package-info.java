@NullMarked
package org.mingzhang.command.campaign;

import org.jspecify.annotations.NullMarked;
