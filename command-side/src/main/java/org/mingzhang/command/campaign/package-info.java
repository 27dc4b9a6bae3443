/** 采集活动: plan, opening, sign-off and submission of one campaign. */
@NullMarked
package org.mingzhang.command.campaign;

import org.jspecify.annotations.NullMarked;
