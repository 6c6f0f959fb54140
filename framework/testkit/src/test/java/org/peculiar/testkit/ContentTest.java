package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentTest {

    private static Content of(List<String> keys) {
        Map<String, Object> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key, 1));
        return Content.of(map);
    }

    /** A survey has hundreds of galaxies; who reads that one is missing wants to know which. */
    @Test
    void aLongTextIsShownWhereItDiffers() {
        List<String> keys = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            keys.add("G" + i);
        }
        Content whole = of(keys);
        keys.remove("G150");
        assertThat(whole.difference(of(keys)).orElseThrow())
                .startsWith("result.keys is …147, G148, G149, G150, G151, ")
                .contains("… and then …147, G148, G149, G151, G152, ")
                .hasSizeLessThan(200);
    }
}
