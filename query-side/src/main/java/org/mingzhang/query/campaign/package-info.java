/** 采集活动: plan, dates, open points, checks and signatures of a campaign. */
@NullMarked
package org.mingzhang.query.campaign;

import org.jspecify.annotations.NullMarked;
