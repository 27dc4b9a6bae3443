/** 进度: how far each share is, whose turn it is, who is late and who may see what. */
@NullMarked
package org.mingzhang.query.progress;

import org.jspecify.annotations.NullMarked;
