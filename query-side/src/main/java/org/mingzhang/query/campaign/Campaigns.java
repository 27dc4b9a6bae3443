package org.mingzhang.query.campaign;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The campaigns of the college, by key. */
public interface Campaigns extends Repository<Campaign, String> {

    Optional<Campaign> findByCampaign(String campaign);

    List<Campaign> findAllByOrderByCampaignDesc();
}
