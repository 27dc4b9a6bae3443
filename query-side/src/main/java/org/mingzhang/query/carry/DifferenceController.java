package org.mingzhang.query.carry;

import org.mingzhang.events.carry.Difference;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 版式差异: two editions of the form, field by field. */
@RestController
@RequestMapping("/api/v1/catalogues/{edition}/difference")
class DifferenceController {

    private final Catalogues catalogues;

    DifferenceController(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    @GetMapping
    Difference difference(@PathVariable String edition, @RequestParam String from) {
        return Difference.between(find(from), find(edition));
    }

    private Catalogue find(String edition) {
        return catalogues.find(edition).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }
}
