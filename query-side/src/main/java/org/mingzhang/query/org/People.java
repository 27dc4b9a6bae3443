package org.mingzhang.query.org;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The people of the college, by staff number. */
interface People extends Repository<Person, String> {

    Optional<Person> findById(String staffNo);

    List<Person> findAllById(Iterable<String> staffNos);

    List<Person> findAllByOrderByStaffNo();

    List<Person> findByDepartmentInOrderByStaffNo(Collection<String> departments);
}
