/** What happens when the inspection office looks into something. */
@NullMarked
package org.mingzhang.events.inspection;

import org.jspecify.annotations.NullMarked;
