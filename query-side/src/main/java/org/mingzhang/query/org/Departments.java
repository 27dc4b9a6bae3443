package org.mingzhang.query.org;

import java.util.List;
import org.springframework.data.repository.Repository;

/** The departments of the college, by code. */
interface Departments extends Repository<Department, String> {

    List<Department> findAllByOrderByCode();
}
