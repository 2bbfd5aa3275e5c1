package dev.dubimport.dub;

import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /analytics?event=sales&groupBy=count}: {@code {"sales": 2, "saleAmount": 2500}}. */
final class TotalBody {
    private @Nullable Long sales;
    private @Nullable Long usdCents;

    private TotalBody() {}

    static Readback.Total read(StrictJson json) {
        TotalBody body = new TotalBody();
        json.object("total", name -> {
            switch (name) {
                case "sales" -> body.sales = json.count(name);
                case "saleAmount" -> body.usdCents = json.count(name);
                default -> {}
            }
        });
        return new Readback.Total(json.required("sales", body.sales), json.required("saleAmount", body.usdCents));
    }
}
