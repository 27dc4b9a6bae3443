/** What happens when a person's values are erased under the law. */
@NullMarked
package org.mingzhang.events.erasure;

import org.jspecify.annotations.NullMarked;
