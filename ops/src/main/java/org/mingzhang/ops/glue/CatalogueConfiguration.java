package org.mingzhang.ops.glue;

import org.mingzhang.events.catalogue.CatalogueRefused;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.CannotStart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 数据表目录: read and compared with itself before anything else starts. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    @Bean
    Catalogues catalogues() {
        try {
            return Catalogues.load();
        } catch (CatalogueRefused refused) {
            throw new CannotStart(
                    "数据表目录有误，不能启动：" + refused.getMessage(),
                    "The catalogue is wrong and the program cannot start: " + refused.getMessage(),
                    refused);
        }
    }
}
