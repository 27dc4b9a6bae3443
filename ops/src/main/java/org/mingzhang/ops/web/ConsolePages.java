package org.mingzhang.ops.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * 工作台: the pages in the browser. They are one program; every address below {@code /console} leads to it, so that each of
 * its states can be linked to. Its files carry their content's hash in their name and may be kept for ever.
 */
@Hidden
@RestController
class ConsolePages implements WebMvcConfigurer {

    private static final Resource PAGE = new ClassPathResource("static/index.html");
    private static final Duration FOR_EVER = Duration.ofDays(365);

    @GetMapping({"/", "/console", "/console/{*page}"})
    ResponseEntity<Resource> page() {
        if (!PAGE.exists()) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(PAGE);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
    }
}
